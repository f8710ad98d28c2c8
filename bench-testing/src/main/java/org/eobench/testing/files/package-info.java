/**
 * Writers of the file formats that data sets come in, for tests that need tiny files: Apache
 * Parquet, Python pickles and others. They share no code with the readers under test.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.files;
