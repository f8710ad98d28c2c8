/**
 * The verb {@code cache}: lists, measures, verifies and prunes the features of frozen encoders that
 * runs keep on disk. It loads no native library.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.cache;
