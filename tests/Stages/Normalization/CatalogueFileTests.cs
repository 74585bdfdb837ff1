using OrleansTwin.Normalization.Entries;

namespace OrleansTwin.Tests.Stages.Normalization;

public sealed class CatalogueTests
{
    [Fact]
    public void Given_the_shipped_catalogue_When_loaded_Then_it_has_no_problem()
    {
        var assembly = typeof(ApiCatalogue).Assembly;
        var files = assembly.GetManifestResourceNames().Where(static n => n.StartsWith("catalogue/", StringComparison.Ordinal)).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return new CatalogueFile(name, reader.ReadToEnd());
        });

        var (catalogue, problems) = ApiCatalogue.Load(files);

        Assert.Empty(problems);
        Assert.NotNull(catalogue);
    }

    [Fact]
    public void Given_several_mistakes_When_loaded_Then_all_are_told_with_their_lines()
    {
        const string Types = "bucket: {type: \"AWS::S3::Bucket\", id: \"s3:::{0}\"}";
        const string Service = """
            source: s3.amazonaws.com
            apis:
              CreateBucket:
                create: buckett(req.bucketName)
                colour: blue
              PutBucketAcl:
                change: bucket(request.bucketName)
                rel: {Nonsense: bucket(req.x)}
              GetBucketAcl: {phase: read, delete: bucket(req.bucketName)}
              DeleteBucket: {phase: never, delete: bucket(req.bucketName ??)}
            """;

        var (catalogue, problems) = ApiCatalogue.Load([new("types.yml", Types), new("s3.yml", Service)]);

        Assert.Null(catalogue);
        Assert.Equal([4, 5, 7, 8, 9, 10, 10], problems.Select(static p => p.Line));
        Assert.Contains("buckett", problems[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("s3.yml:4: ", problems[0].ToString(), StringComparison.Ordinal);
    }
}
