/**
 * The basis of all file formats: files that appear complete or not at all ({@link
 * org.eobench.core.io.AtomicFile}), temporary files, bounded reads ({@link
 * org.eobench.core.io.FileBytes}), and errors that name the file and the position ({@link
 * org.eobench.core.io.FileFault}).
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io;
