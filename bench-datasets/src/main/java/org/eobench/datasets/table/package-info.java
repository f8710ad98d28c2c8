/**
 * Tables of values by sample: CSV with the separators and byte order marks of spreadsheets, and
 * JSON lists or mappings.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.table;
