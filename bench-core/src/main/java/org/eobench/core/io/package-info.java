/**
 * What all file formats share: files that appear whole or not at all, temporary files that are
 * removed, bounded reads, and errors that name the file.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io;
