/**
 * Published files over HTTP. {@link org.eobench.core.fetch.Fetcher} goes on where a connection or a
 * process broke off, checks size and SHA-256, and gives a file its name only when all of it is
 * there; {@link org.eobench.core.fetch.FetchedFolder} does the same for an archive that is
 * unpacked. Two processes never fetch the same file at once.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.fetch;
