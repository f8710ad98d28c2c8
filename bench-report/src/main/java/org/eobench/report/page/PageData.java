package org.eobench.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.report.runs.StoredRun;
import org.eobench.report.statistics.Nemenyi;
import org.eobench.report.table.Cell;
import org.eobench.report.table.Column;
import org.eobench.report.table.Compression;
import org.eobench.report.table.ReportTable;
import org.eobench.report.table.Row;
import org.eobench.report.table.RowCost;
import org.eobench.report.table.Standing;
import org.jspecify.annotations.Nullable;

/** The JSON block of a page: the table, its runs, and what the charts show. */
final class PageData {
  /** Runs with curves, scores by class and provenance in the page; the others have a score only. */
  static final int MOST_DETAILED = 500;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final double ALPHA = 0.05;

  private final ReportTable table;
  private final Texts texts = new Texts();
  private final List<ObjectNode> entries = new ArrayList<>();

  /** A run in a cell. */
  private record Place(StoredRun run, Column column, ObjectNode entry) {}

  PageData(ReportTable table) {
    this.table = table;
  }

  /** The runs with details: the first of each cell, then the second, and so on. */
  static List<StoredRun> detailed(ReportTable table) {
    List<StoredRun> runs = new ArrayList<>();
    int most =
        table.rows().stream()
            .flatMap(row -> row.cells().stream())
            .filter(Objects::nonNull)
            .mapToInt(Cell::n)
            .max()
            .orElse(0);
    for (int i = 0; i < most; i++) {
      for (Row row : table.rows()) {
        for (Cell cell : row.cells()) {
          if (cell != null && i < cell.n() && runs.size() < MOST_DETAILED) {
            runs.add(cell.runs().get(i));
          }
        }
      }
    }
    return runs;
  }

  ObjectNode json() {
    Set<String> detailed = detailed(table).stream().map(PageData::id).collect(Collectors.toSet());
    ObjectNode data = JSON.objectNode();
    texts(data.putArray("rowKeys"), table.rowKeys());
    texts(data.putArray("columnKeys"), table.columnKeys());
    ArrayNode columns = data.putArray("columns");
    table.columns().forEach(column -> columns.add(column(column)));
    List<Place> places = new ArrayList<>();
    ArrayNode compressions = data.putArray("compressions");
    table.compressions().forEach(curve -> compressions.add(compression(curve)));
    ArrayNode rows = data.putArray("rows");
    table.rows().forEach(row -> rows.add(row(row, places)));
    RunDetails details = new RunDetails(texts);
    List<Place> chosen =
        places.stream().filter(place -> detailed.contains(id(place.run()))).toList();
    List<RunCurves> curves =
        chosen.parallelStream()
            .map(place -> RunDetails.curves(place.run(), place.column().metric()))
            .toList();
    for (int i = 0; i < chosen.size(); i++) {
      details.add(chosen.get(i).entry(), chosen.get(i).run(), curves.get(i));
    }
    data.put("cutLogs", curves.stream().filter(own -> !own.whole()).count());
    data.putArray("runs").addAll(entries);
    data.put(
        "machines",
        table.rows().stream()
            .map(Row::cost)
            .filter(Objects::nonNull)
            .mapToInt(RowCost::machines)
            .max()
            .orElse(0));
    data.set("nemenyi", nemenyi());
    GalleryPictures pictures = GalleryPictures.of(table);
    data.set("gallery", pictures.json());
    data.put("galleryNote", pictures.note());
    texts(data.putArray("texts"), texts.all());
    return data;
  }

  private static void texts(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  private static ObjectNode column(Column column) {
    ObjectNode node = JSON.objectNode();
    node.put("label", column.label());
    texts(node.putArray("values"), column.values());
    node.put("dataset", column.dataset());
    node.put("metric", column.metric());
    node.put("legend", column.legend());
    node.put("better", column.facts().better().name().toLowerCase(Locale.ROOT));
    node.put("percent", column.percent());
    node.put("scale", column.scale());
    node.put("quantity", column.quantity());
    node.put("samples", column.samples());
    return node;
  }

  private ObjectNode compression(Compression curve) {
    ObjectNode node = JSON.objectNode();
    node.put("column", table.columns().indexOf(curve.column()));
    node.put("encoder", curve.encoder());
    ArrayNode points = node.putArray("points");
    for (Compression.Point point : curve.points()) {
      ObjectNode at = points.addObject();
      at.put("format", point.format());
      at.put("width", point.width());
      at.set("bytes", PageNumbers.of(point.bytes()));
      at.set("mean", PageNumbers.of(point.mean()));
    }
    return node;
  }

  private ObjectNode row(Row row, List<Place> places) {
    ObjectNode node = JSON.objectNode();
    node.put("label", row.label());
    node.put("kind", row.kind().name().toLowerCase(Locale.ROOT));
    ArrayNode cells = node.putArray("cells");
    for (int c = 0; c < table.columns().size(); c++) {
      Column column = table.columns().get(c);
      row.cell(c).ifPresentOrElse(cell -> cells.add(cell(cell, column, places)), cells::addNull);
    }
    Standing place = row.standing();
    if (place == null) {
      node.putNull("standing");
    } else {
      ObjectNode standing = node.putObject("standing");
      standing.set("rank", PageNumbers.of(place.rank()));
      standing.set("rankLow", PageNumbers.of(place.rankLow()));
      standing.set("rankHigh", PageNumbers.of(place.rankHigh()));
      standing.put("letters", place.letters());
      standing.set("iqm", PageNumbers.of(place.iqm()));
      standing.set("iqmLow", PageNumbers.of(place.iqmLow()));
      standing.set("iqmHigh", PageNumbers.of(place.iqmHigh()));
    }
    RowCost spent = row.cost();
    if (spent == null) {
      node.putNull("cost");
    } else {
      ObjectNode cost = node.putObject("cost");
      cost.set("parameters", PageNumbers.of(spent.parameters()));
      cost.set("multiplyAdds", PageNumbers.of(spent.multiplyAdds()));
      cost.set("imagesPerSecond", PageNumbers.of(spent.imagesPerSecond()));
      cost.set("memoryMb", PageNumbers.of(spent.memoryMb()));
      cost.set("hours", PageNumbers.of(spent.hours()));
    }
    return node;
  }

  private ObjectNode cell(Cell cell, Column column, List<Place> places) {
    ObjectNode node = JSON.objectNode();
    node.set("mean", PageNumbers.of(cell.mean()));
    node.set("low", PageNumbers.of(cell.low()));
    node.set("high", PageNumbers.of(cell.high()));
    node.put("n", cell.n());
    node.put("basis", cell.basis().words());
    node.put("letters", cell.letters());
    ArrayNode runs = node.putArray("runs");
    for (int i = 0; i < cell.runs().size(); i++) {
      StoredRun run = cell.runs().get(i);
      ObjectNode entry = JSON.objectNode();
      entry.put("name", run.record().name());
      entry.put("seed", run.record().seed());
      entry.set("score", PageNumbers.of(cell.values().get(i)));
      runs.add(entries.size());
      entries.add(entry);
      places.add(new Place(run, column, entry));
    }
    return node;
  }

  private static String id(StoredRun run) {
    return run.directory().toString();
  }

  private @Nullable ObjectNode nemenyi() {
    List<Row> placed =
        table.rows().stream()
            .filter(row -> row.standing() != null && !row.standing().letters().isEmpty())
            .toList();
    if (placed.isEmpty()) {
      return null;
    }
    int datasets = (int) table.columns().stream().map(Column::dataset).distinct().count();
    ObjectNode node = JSON.objectNode();
    node.put("datasets", datasets);
    node.put("difference", Nemenyi.criticalDifference(placed.size(), datasets, ALPHA));
    return node;
  }
}
