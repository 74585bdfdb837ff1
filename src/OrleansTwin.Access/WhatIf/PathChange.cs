using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.WhatIf;

/// <summary>A way that came or went: from where, to what, its best route.</summary>
public sealed record PathChange(EntityId From, EntityId To, Route Route, string Text);
