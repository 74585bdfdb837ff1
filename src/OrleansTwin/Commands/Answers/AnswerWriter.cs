using System.Globalization;
using System.Text;
using OrleansTwin.Incidents.Text;
using Spectre.Console;

namespace OrleansTwin.Commands.Answers;

/// <summary>
/// The answers of one command: one JSON object a line into a file or a pipe, a table on a terminal. Cells of the table hold what others
/// wrote, so they are made harmless first.
/// </summary>
internal sealed class AnswerWriter : IDisposable
{
    /// <summary>Rows of a table; the rest is counted and the file named as the way to all.</summary>
    public const int TableRowsMax = 1_000;

    private const int CellMax = 400;

    private readonly TextWriter _lines;
    private readonly AnswerStreams _streams;
    private readonly Table? _table;
    private readonly bool _owned;
    private long _left;

    private AnswerWriter(TextWriter lines, AnswerStreams streams, Table? table, bool owned)
    {
        _lines = lines;
        _streams = streams;
        _table = table;
        _owned = owned;
    }

    /// <summary>A writer, or null where the file cannot be written, which <paramref name="problem"/> tells.</summary>
    public static AnswerWriter? Open(string? path, AnswerStreams streams, string[] columns, out string? problem)
    {
        problem = null;
        if (path is null)
        {
            var table = streams.IsTerminal ? new Table().AddColumns(columns) : null;
            return new(streams.Out, streams, table, false);
        }

        try
        {
            return new(new StreamWriter(path, false, new UTF8Encoding(false)), streams, null, true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = $"--out: `{HostileText.Plain(path)}` cannot be written: {error.Message}";
            return null;
        }
    }

    /// <summary>One answer: as JSON, and as the cells of a row.</summary>
    public void Add(string json, params string[] cells)
    {
        if (_table is null)
        {
            _lines.Write(json);
            _lines.Write('\n');
        }
        else if (_table.Rows.Count < TableRowsMax)
        {
            _table.AddRow(cells.Select(static cell => new Text(HostileText.Plain(cell, CellMax))));
        }
        else
        {
            _left++;
        }
    }

    public void Dispose()
    {
        if (_table is { Rows.Count: > 0 })
        {
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_streams.Out) }).Write(_table);
            if (_left > 0)
            {
                _streams.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_left} more; --out FILE gives all"));
            }
        }

        _lines.Flush();
        if (_owned)
        {
            _lines.Dispose();
        }
    }
}
