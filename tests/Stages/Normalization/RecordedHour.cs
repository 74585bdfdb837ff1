using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;
using OrleansTwin.Tests.Stages.Architecture;

namespace OrleansTwin.Tests.Stages.Normalization;

/// <summary>Recorded CloudTrail files read as the product reads them.</summary>
internal static class RecordedHour
{
    public static (List<CloudEvent> Events, List<DeadLetter> Letters) Read(string set)
    {
        Assert.SkipWhen(Repository.Data is null, "the recorded data is not beside the project");
        var (events, letters) = (new List<CloudEvent>(), new List<DeadLetter>());
        var reader = new CloudTrailReader();
        foreach (var file in SourceFolder.List([Path.Combine(Repository.Data!, set)], SourceLimits.Default, out _))
        {
            using var stream = File.OpenRead(file.Path);
            foreach (var block in RecordReader.ReadFile(stream, file.Unit))
            {
                letters.AddRange(block.DeadLetters);
                foreach (var record in block.Records)
                {
                    if (reader.TryRead(record.Position, record.Bytes, record.Format, out var read, out var letter))
                    {
                        events.Add(read!);
                    }
                    else
                    {
                        letters.Add(letter!);
                    }
                }
            }
        }

        return (events, letters);
    }
}
