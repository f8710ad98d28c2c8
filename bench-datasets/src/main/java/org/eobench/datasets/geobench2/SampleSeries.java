package org.eobench.datasets.geobench2;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.folder.files.DateChoice;
import org.eobench.datasets.raster.GridMapping;
import org.eobench.datasets.raster.NamedDate;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.NamedBands;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.datasets.tortilla.TortillaRow;
import org.jspecify.annotations.Nullable;

/**
 * The images of one modality of a sample in order of time: files of one date each, or one file with
 * several dates.
 *
 * @param sample name of the sample, for messages
 * @param frames the images that are used
 * @param grid size of the first one
 */
record SampleSeries(String sample, List<Frame> frames, Grid grid) {

  /**
   * An image.
   *
   * @param index date in the file, from 0
   * @param date when it was taken; null if unknown
   */
  record Frame(TortillaRow file, int index, @Nullable LocalDateTime date) {}

  /**
   * Finds the images.
   *
   * @param files files of the modality
   * @param bands number of bands of each
   * @param most number of dates to use
   * @param choice which of more dates are used; null refuses them
   * @param dateColumn column with dates, or null
   */
  static SampleSeries of(
      String sample,
      List<TortillaRow> files,
      int bands,
      int most,
      @Nullable DateChoice choice,
      @Nullable String dateColumn) {
    List<Frame> frames = new ArrayList<>();
    Grid grid = Grid.plain(1, 1);
    for (TortillaRow file : files) {
      // All files of a modality are alike; those that are not are found when they are read.
      if (frames.isEmpty() || files.size() == 1) {
        try (PartRaster raster = PartRaster.open(file, bands)) {
          Grid own = raster.source().header().grid();
          grid = Grid.plain(own.height(), own.width());
          frames.addAll(frames(file, raster.source().header().frames(), dateColumn));
        }
      } else {
        frames.addAll(frames(file, 1, dateColumn));
      }
    }
    if (frames.stream().allMatch(frame -> frame.date() != null)) {
      frames.sort(
          Comparator.comparing(Frame::date, Comparator.nullsFirst(Comparator.naturalOrder())));
    }
    if (frames.size() > most && choice == null) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "TooManyDates",
                  String.format(Locale.ROOT, "sample %s has %d dates", sample, frames.size()))
              .at(files.get(0).part().file().toString())
              .expecting(String.format(Locale.ROOT, "%d, as dataset.multi_temporal says", most))
              .next("set `dataset.dates=spread`, first or last"));
    }
    List<Frame> all = List.copyOf(frames);
    int[] chosen =
        choice == null ? IntStream.range(0, all.size()).toArray() : choice.of(all.size(), most);
    return new SampleSeries(sample, Arrays.stream(chosen).mapToObj(all::get).toList(), grid);
  }

  private static List<Frame> frames(TortillaRow file, int count, @Nullable String dateColumn) {
    List<String> texts = dateColumn == null ? List.of() : file.cell(dateColumn);
    if (!texts.isEmpty() && texts.size() != count) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "DateCount",
                  String.format(
                      Locale.ROOT,
                      "the file %s has %d images, and the column %s %d dates",
                      file.id(),
                      count,
                      dateColumn,
                      texts.size()))
              .at(file.row().place())
              .expecting("a date for each image")
              .next("correct dataset.date_column, or download the archive again"));
    }
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(new Frame(file, i, texts.isEmpty() ? null : date(texts.get(i))));
    }
    return frames;
  }

  /** A date such as 20180917, or seconds since 1970; null for another text. */
  private static @Nullable LocalDateTime date(String text) {
    List<LocalDateTime> named = NamedDate.of(text);
    if (!named.isEmpty()) {
      return named.get(0);
    }
    return text.matches("\\d{9,10}(\\.\\d+)?")
        ? LocalDateTime.ofInstant(
            Instant.ofEpochSecond((long) Double.parseDouble(text)), ZoneOffset.UTC)
        : null;
  }

  /** Whether it is one image without a date. */
  boolean isStill() {
    return frames.size() == 1 && frames.get(0).date() == null;
  }

  /** The dates; empty if one is unknown. */
  List<LocalDateTime> dates() {
    List<LocalDateTime> dates = new ArrayList<>();
    for (Frame frame : frames) {
      if (frame.date() == null) {
        return List.of();
      }
      dates.add(frame.date());
    }
    return dates;
  }

  /**
   * Reads bands.
   *
   * @param named names of all bands of a file, in file order
   * @param wanted names of the requested bands
   * @param target size of the sample's images, which others are resampled to bilinearly
   * @param most number of frames of the result; those that the sample lacks are NaN
   * @param still whether the only image is that of every date, such as of an elevation model
   * @param nodata stored number that marks missing data, or null
   * @param wrapped whether 16-bit numbers below zero are stored as unsigned ones
   * @return {@code [C,T,H,W]} of the window
   */
  Image image(
      List<String> named,
      List<String> wanted,
      Grid target,
      Window window,
      int most,
      boolean still,
      @Nullable Double nodata,
      boolean wrapped) {
    int plane = window.height() * window.width();
    float[] data = new float[wanted.size() * most * plane];
    Arrays.fill(data, Float.NaN);
    for (int t = 0; t < frames.size(); t++) {
      float[] values = read(frames.get(t), named, wanted, target, window, nodata);
      for (int i = 0; wrapped && i < values.length; i++) {
        values[i] = values[i] > Short.MAX_VALUE ? values[i] - (1 << Short.SIZE) : values[i];
      }
      for (int c = 0; c < wanted.size(); c++) {
        for (int to = t; to < (still ? most : t + 1); to++) {
          System.arraycopy(values, c * plane, data, (c * most + to) * plane, plane);
        }
      }
    }
    return new Image(data, wanted.size(), most, window.height(), window.width());
  }

  private float[] read(
      Frame frame,
      List<String> named,
      List<String> wanted,
      Grid target,
      Window window,
      @Nullable Double nodata) {
    try (PartRaster raster = PartRaster.open(frame.file(), named.size())) {
      RasterSource source = raster.source();
      NamedBands.require(source, named);
      String place = source.header().place() + ", sample " + sample + "/" + frame.file().id();
      int[] bands = NamedBands.indices(place, named, wanted);
      Grid own = Grid.plain(source.header().grid().height(), source.header().grid().width());
      if (own.isSameSize(target)) {
        return source.measured(bands, frame.index(), window, named.size(), nodata, null);
      }
      GridMapping mapping = GridMapping.of(place, own, target);
      float[] values =
          source.measured(bands, frame.index(), mapping.source(window), named.size(), nodata, null);
      return mapping.bilinear(values, bands.length, window);
    }
  }
}
