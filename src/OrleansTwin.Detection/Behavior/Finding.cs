using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Detection.Behavior;

/// <summary>A signal and the position it is anchored at; the position decides into which piece of a derivation it falls.</summary>
internal readonly record struct Finding(EventOrder Position, Signal Signal);
