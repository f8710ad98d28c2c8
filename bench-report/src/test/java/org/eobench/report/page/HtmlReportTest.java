package org.eobench.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.run.directory.RunState;
import org.eobench.report.runs.FoundRuns;
import org.eobench.report.runs.RunFolders;
import org.eobench.report.table.Cell;
import org.eobench.report.table.ReportRequest;
import org.eobench.report.table.ReportTable;
import org.eobench.report.table.TaskMetrics;
import org.eobench.testing.runs.SyntheticRun;
import org.eobench.testing.runs.SyntheticRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);
  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\"&\u2028";

  @TempDir private Path folder;

  @Test
  void holdsTheScoresOfStoredEmbeddings() throws IOException {
    SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", 0).quality(0.7).write(folder);
    Map<String, Double> bytes = Map.of("fp32", 384.0, "int8", 96.0, "bit", 13.0);
    bytes.forEach(
        (format, size) ->
            SyntheticRun.of("embeddings", "seg_linear", "quickstart", 0)
                .embeddings("dofa_tiny", format, 96, size)
                .quality(0.7 - 1 / size)
                .write(folder));
    JsonNode curve = data(page()).get("compressions").get(0);
    assertThat(curve.get("encoder").textValue()).isEqualTo("dofa_tiny");
    assertThat(curve.get("column").intValue()).isZero();
    assertThat(curve.get("points"))
        .extracting(point -> point.get("bytes").asDouble())
        .containsExactly(0.0, 384.0, 96.0, 13.0);
    assertThat(curve.get("points").get(0).get("bytes").isNull()).as("the encoder itself").isTrue();
    assertThat(curve.get("points").get(1).get("mean").doubleValue())
        .isCloseTo(table().compressions().get(0).points().get(1).mean(), within(1e-5));
  }

  @Test
  void holdsTheNumbersOfTheTable() throws IOException {
    SyntheticRuns.small().write(folder);
    ReportTable table = table();
    JsonNode data = data(page());
    assertThat(data.get("rows")).hasSameSizeAs(table.rows());
    for (int r = 0; r < table.rows().size(); r++) {
      for (int c = 0; c < table.columns().size(); c++) {
        Cell cell = table.rows().get(r).cell(c).orElseThrow();
        JsonNode shown = data.get("rows").get(r).get("cells").get(c);
        assertThat(shown.get("mean").doubleValue()).isCloseTo(cell.mean(), within(1e-5));
        assertThat(shown.get("runs")).hasSize(cell.n());
      }
    }
    JsonNode run = data.get("runs").get(0);
    assertThat(run.get("curve")).hasSize(5);
    assertThat(run.get("loss")).hasSize(5);
    assertThat(run.get("reliability")).hasSize(15);
    assertThat(run.get("classes").get("rows")).hasSameSizeAs(run.get("classNames"));
    assertThat(run.get("confusion"))
        .hasSize(run.get("classNames").size() * run.get("classNames").size());
    assertThat(run.get("command").textValue())
        .startsWith("java -jar bench.jar ")
        .contains("seed=0", "encoder=");
    assertThat(run.get("facts")).hasSizeGreaterThan(60);
  }

  @Test
  void saysThatPicturesAreDamaged() throws IOException {
    Path damaged = run().write(folder);
    AtomicFile.writeString(damaged.resolve("gallery/gallery.json"), "{\"samples\": [");

    assertThat(page()).contains("The pictures of 1 run in gallery/ are damaged, and left out.");
  }

  @Test
  void isThereWithoutScripts() {
    run().write(folder);
    ReportTable table = table();
    String plain = SCRIPT.matcher(page()).replaceAll("");
    String score =
        String.format(Locale.ROOT, "%.2f", 100 * table.rows().get(0).cell(0).orElseThrow().mean());
    assertThat(plain)
        .contains("<table id=\"scores\">", score, "dofa_tiny", "best constant prediction");
    table.limits().forEach(line -> assertThat(plain).contains(Html.escaped(line)));
  }

  @Test
  void loadsNothingAndRunsOnlyItsOwnScripts() throws NoSuchAlgorithmException {
    run().write(folder);
    String page = page();
    String policy = group(page, "Content-Security-Policy\" content=\"([^\"]*)\"");
    assertThat(policy).startsWith("default-src 'none'; img-src data:;").doesNotContain("http");
    Matcher scripts = SCRIPT.matcher(page);
    List<String> hashes = new ArrayList<>();
    while (scripts.find()) {
      if (scripts.group(1).isEmpty()) {
        byte[] bytes = scripts.group(2).getBytes(StandardCharsets.UTF_8);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        hashes.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
      }
    }
    assertThat(hashes).hasSize(2).allMatch(policy::contains);
    String own = SCRIPT.matcher(page).replaceAll("");
    assertThat(own).doesNotContain("src=\"http", "href=\"http", "url(", "@import", "<link");
    assertThat(page).contains("Apache License", "The Apache Software Foundation");
  }

  @Test
  void namesAreTexts() throws IOException {
    SyntheticRun.of(HOSTILE, "seg_linear", "quickstart", 0).write(folder);
    SyntheticRun.of("vit", "seg_linear", "quickstart", 0).state(RunState.FAILED).write(folder);
    String page = page();
    assertThat(List.of("<script>alert", "<img src=x").stream().filter(page::contains)).isEmpty();
    assertThat(page.substring(page.indexOf("report-data")).indexOf('\u2028')).isNegative();
    JsonNode data = data(page);
    assertThat(data.get("rows").get(0).get("label").textValue()).isEqualTo(HOSTILE);
    assertThat(SCRIPT.matcher(page).results()).hasSize(3);
    assertThat(page).contains("Runs that are left out");
  }

  @Test
  void quotesTheCommandForAShell() {
    SyntheticRun.of("it's; rm", "seg_linear", "quickstart", 0).write(folder);
    assertThat(RunFactsList.command(RunFolders.read(List.of(folder)).runs().get(0)))
        .contains("'encoder=it'\\''s; rm'")
        .contains(" dataset=quickstart");
  }

  @Test
  void carriesSmallPictures() throws IOException {
    Path run = run().write(folder);
    Path gallery = Files.createDirectories(run.resolve("gallery"));
    ImageIO.write(
        new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB),
        "png",
        gallery.resolve("a.png").toFile());
    Files.writeString(folder.resolve("secret.png"), "not to be read");
    Files.writeString(
        gallery.resolve("gallery.json"),
        """
        {"samples": [{"group": "best", "id": "chip 1", "score": 0.9,
         "files": {"image": "a.png", "error": "../../secret.png", "target": "none.png"}}]}
        """);
    JsonNode samples = data(page()).get("gallery").get(0).get("samples");
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).get("title").textValue()).isEqualTo("best: chip 1, score 0.900");
    JsonNode images = samples.get(0).get("images");
    assertThat(images).hasSize(1);
    String url = images.get(0).get("data").textValue();
    byte[] bytes = Base64.getDecoder().decode(url.substring("data:image/png;base64,".length()));
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(bytes));
    assertThat(small.getWidth()).isEqualTo(128);
    assertThat(small.getHeight()).isEqualTo(96);
  }

  @Test
  void countsLogsThatLackLines() throws IOException {
    Path log = run().write(folder).resolve("metrics.jsonl");
    assertThat(data(page()).get("cutLogs").intValue()).isZero();

    String whole = Files.readString(log);
    Files.writeString(log, whole.substring(0, whole.lastIndexOf("{\"kind\":\"test\"")));
    assertThat(data(page()).get("cutLogs").intValue()).as("cut between lines").isEqualTo(1);
    Files.writeString(log, whole.substring(9));
    assertThat(data(page()).get("cutLogs").intValue()).as("cut in a line").isEqualTo(1);
  }

  @Test
  void roundsNumbersToSixDigits() {
    assertThat(PageNumbers.of(0.123456789)).hasToString("0.123457");
    assertThat(PageNumbers.of(1234567.8)).hasToString("1234570");
    assertThat(PageNumbers.of(0)).hasToString("0");
    assertThat(PageNumbers.of(Double.NaN).isNull()).isTrue();
  }

  private static String group(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static JsonNode data(String page) throws IOException {
    return new ObjectMapper()
        .readTree(
            group(page, "<script type=\"application/json\" id=\"report-data\">([^<]*)</script>"));
  }

  private static SyntheticRun run() {
    return SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", 0);
  }

  private ReportTable table() {
    return ReportTable.of(
        RunFolders.read(List.of(folder)), ReportRequest.DEFAULT, TaskMetrics.NONE);
  }

  private String page() {
    FoundRuns found = RunFolders.read(List.of(folder));
    ReportTable table = ReportTable.of(found, ReportRequest.DEFAULT, TaskMetrics.NONE);
    return HtmlReport.of(table, found.leftOut(), Instant.EPOCH);
  }
}
