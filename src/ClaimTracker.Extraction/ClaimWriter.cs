namespace ClaimTracker.Extraction;

/// <summary>Writes out what was found as proposed claims: spans, chain, statement, confidence and the reason.</summary>
internal sealed class ClaimWriter(Article article, KnownSource? publisher)
{
    private Token[] Tokens => article.Tokens;

    public ProposedClaim Write(Attributed attributed, double confidence)
    {
        var candidate = attributed.Candidate;
        var attitude = Attitudes.Of(article, candidate);
        var content = Spans(candidate.Content);
        var links = Links(attributed, attitude);
        return new ProposedClaim
        {
            Statement = PreparedStatements.Of(article, candidate, content, attributed.Hops[^1].Source),
            Mode = ModeOf(candidate),
            Modality = attitude.Modality,
            Content = content,
            Attribution = links,
            Confidence = confidence,
            CheckWorthiness = null,
            Reason = Reasons.Of(article, attributed, attitude),
        };
    }

    public ProposedClaim Write(NarratedSentence sentence)
    {
        var span = article.Span(sentence.Range.First, sentence.Range.Last);
        return new ProposedClaim
        {
            Statement = span.In(article.Text),
            Mode = ClaimMode.Narration,
            Modality = sentence.Modality,
            Content = [span],
            Attribution = publisher is null
                ? []
                :
                [
                    new ProposedLink
                    {
                        Source = publisher.Proposed(),
                        Mention = null,
                        Cue = null,
                        Stance = LinkStance.Neutral,
                        Basis = LinkBasis.Unknown,
                    },
                ],
            Confidence = Math.Round(0.5 + sentence.CheckWorthiness * 0.4, 2),
            CheckWorthiness = sentence.CheckWorthiness,
            Reason = sentence.Reason,
        };
    }

    private List<ProposedLink> Links(Attributed attributed, Attitude attitude)
    {
        var links = new List<ProposedLink>();
        var hops = attributed.Hops.ToList();
        if (publisher is not null)
        {
            var own = hops.FindIndex(h => h.Source == publisher);
            if (own == 0 || own > 0 && hops[own].Basis == LinkBasis.Told)
            {
                // The article's own outlet was told, or speaks of itself: that is link 0.
                links.Add(
                    Link(
                        hops[own],
                        hops.Count == 1 ? attitude : null,
                        hops.Count == 1 ? LinkBasis.Unknown : hops[own].Basis
                    )
                );
                hops.RemoveAt(own);
            }
            else
                links.Add(
                    new ProposedLink
                    {
                        Source = publisher.Proposed(),
                        Mention = null,
                        Cue = null,
                        Stance = LinkStance.Neutral,
                        Basis = LinkBasis.Cites,
                    }
                );
        }
        for (var i = 0; i < hops.Count; i++)
        {
            var last = i == hops.Count - 1;
            var basis =
                !last && hops[i].Basis is LinkBasis.Speaks or LinkBasis.Document or LinkBasis.Unknown
                    ? LinkBasis.Cites
                    : hops[i].Basis;
            var link = Link(hops[i], last ? attitude : null, basis);
            // Where the outlet itself stood between them, one source can follow itself.
            if (links.Count > 0 && links[^1].Source.Ref == link.Source.Ref)
                links[^1] = link;
            else
                links.Add(link);
        }
        return links;
    }

    private ProposedLink Link(Hop hop, Attitude? attitude, LinkBasis basis) =>
        new()
        {
            Source = hop.Source.Proposed(),
            Mention = hop.Mention is { } mention ? MentionSpan(mention) : null,
            Cue = hop.Cue is { } cue ? Bare(article.Span(cue.First, cue.Last)) : null,
            Stance = attitude?.Stance ?? LinkStance.Neutral,
            Basis = basis,
            Supports = attitude?.Supports ?? true,
        };

    // Which words count as the mention where a relative pronoun is the subject: a convention of each language's annotated news.
    private TextSpan MentionSpan(Mention mention) =>
        Bare(
            mention.Relative >= 0 && article.Language.RelativeIsMention
                ? article.Span(mention.Relative, mention.Relative)
                : article.Span(mention.First, mention.Last)
        );

    // "-t-il" names "il"; the hyphens belong to neither.
    private TextSpan Bare(TextSpan span)
    {
        var start = span.Start;
        if (article.Text[start] == '-')
            start += article.Text.AsSpan(start).StartsWith("-t-", StringComparison.OrdinalIgnoreCase) ? 3 : 1;
        return start < span.End ? span with { Start = start } : span;
    }

    private List<TextSpan> Spans(IReadOnlyList<TokenRange> content)
    {
        var spans = new List<TextSpan>(content.Count);
        foreach (var range in content)
        {
            var span = article.Span(range.First, range.Last);
            if (spans.Count > 0 && span.Start < spans[^1].End)
                spans[^1] = spans[^1] with { End = Math.Max(spans[^1].End, span.End) };
            else
                spans.Add(span);
        }
        return spans;
    }

    private ClaimMode ModeOf(Candidate candidate)
    {
        var quoted = 0;
        var plain = 0;
        foreach (var range in candidate.Content)
        {
            var outer = article.Level(range.First);
            for (var k = range.First; k <= range.Last; k++)
                if (Tokens[k].Kind is TokenKind.Word or TokenKind.Number)
                {
                    if (article.Level(k) != outer)
                        quoted++;
                    else
                        plain++;
                }
        }
        return quoted == 0 ? ClaimMode.Indirect
            : plain == 0 ? ClaimMode.Direct
            : ClaimMode.Mixed;
    }
}
