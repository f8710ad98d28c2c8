package org.eobench.testing.golden.model;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eobench.core.config.bind.Default;
import org.eobench.core.dataset.Acquisition;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.Mismatch;
import org.eobench.testing.golden.cases.RecordedArray;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a case that say when and where its images were taken. A case may lack them.
 *
 * @param dates name of the input with the dates, {@code [B,T]} or {@code [B,T,columns]}
 * @param dateColumns what its last axis holds
 * @param places name of the input with the places, {@code [B,2]}: latitude and longitude in degrees
 * @param groundResolution metres per pixel of all images, or null if unknown
 */
record RecordedAcquisitions(
    @Nullable String dates,
    @Default("[]") List<DateColumn> dateColumns,
    @Nullable String places,
    @Nullable Double groundResolution) {

  /** One number of a date. */
  enum DateColumn {
    YEAR,
    /** January is 0. */
    MONTH_FROM_ZERO,
    /** Of the month, from 1. */
    DAY,
    /** From 1. */
    DAY_OF_YEAR
  }

  RecordedAcquisitions {
    dateColumns = List.copyOf(dateColumns);
  }

  /** The inputs that are no images. */
  Set<String> inputs() {
    Set<String> inputs = new HashSet<>();
    if (dates != null) {
      inputs.add(dates);
    }
    if (places != null) {
      inputs.add(places);
    }
    return inputs;
  }

  /** The acquisitions of the samples of a case. */
  List<Acquisition> of(GoldenCase golden, int samples) {
    List<Acquisition> acquisitions = new ArrayList<>();
    RecordedArray when = recorded(golden, dates);
    RecordedArray where = recorded(golden, places);
    for (int i = 0; i < samples; i++) {
      acquisitions.add(
          new Acquisition(
              when == null ? List.of() : dates(when, i),
              where == null
                  ? null
                  : new Acquisition.Place(where.values()[2 * i], where.values()[2 * i + 1]),
              groundResolution));
    }
    return acquisitions;
  }

  private static @Nullable RecordedArray recorded(GoldenCase golden, @Nullable String input) {
    return input == null || !golden.hasInput(input) ? null : golden.input(input);
  }

  private List<LocalDateTime> dates(RecordedArray recorded, int sample) {
    int columns = dateColumns.size();
    int frames = recorded.size(1);
    if (recorded.values().length != recorded.size(0) * frames * columns) {
      throw new Mismatch(
          "acquisitions.date_columns names " + columns + " numbers of each date of " + dates);
    }
    List<LocalDateTime> list = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      LocalDateTime date = LocalDateTime.of(2020, 1, 1, 12, 0);
      for (int column = 0; column < columns; column++) {
        int value = (int) recorded.values()[(sample * frames + frame) * columns + column];
        date =
            switch (dateColumns.get(column)) {
              case YEAR -> date.withYear(value);
              case MONTH_FROM_ZERO -> date.withMonth(value + 1);
              case DAY -> date.withDayOfMonth(value);
              case DAY_OF_YEAR -> date.withDayOfYear(value);
            };
      }
      list.add(date);
    }
    return list;
  }
}
