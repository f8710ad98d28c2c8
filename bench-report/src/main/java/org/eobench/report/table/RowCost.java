package org.eobench.report.table;

/**
 * What the runs of a row cost, as means over its runs. NaN where no run has the value.
 *
 * @param parameters parameters of encoder and decoder
 * @param trainedParameters those that were trained
 * @param multiplyAdds multiplications, each with an addition, for one test image
 * @param imagesPerSecond test images in a second
 * @param memoryMb largest memory of the process in MiB
 * @param hours all hours of the last start of a run
 * @param machines number of different machines that the runs took place on
 */
public record RowCost(
    double parameters,
    double trainedParameters,
    double multiplyAdds,
    double imagesPerSecond,
    double memoryMb,
    double hours,
    int machines) {}
