using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Detection.Scoring;

/// <summary>What a signal's score is made from.</summary>
public sealed record ScoreInput(Severity Severity, RuleConfidence Confidence, CrownJewel? Jewel, Exposure Exposure, Novelty Novelty);
