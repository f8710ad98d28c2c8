package org.eobench.report.table;

/**
 * The place of a method among all methods that have a score in every column.
 *
 * @param rank mean rank over the columns; 1 is the best, equal scores share their mean rank
 * @param rankLow lower end of the 95 % interval of the mean rank, or NaN
 * @param rankHigh upper end, or NaN
 * @param letters groups by Nemenyi's test over data sets: methods that share a letter cannot be
 *     told apart; empty with fewer than two data sets or three methods
 * @param iqm interquartile mean of the scores, scaled in every column so that the worst method is 0
 *     and the best 1; NaN with fewer than two methods
 * @param iqmLow lower end of its 95 % interval, or NaN
 * @param iqmHigh upper end, or NaN
 */
public record Standing(
    double rank,
    double rankLow,
    double rankHigh,
    String letters,
    double iqm,
    double iqmLow,
    double iqmHigh) {}
