/**
 * Downloads published files over HTTP. {@link org.eobench.core.fetch.Fetcher} resumes interrupted
 * downloads, verifies size and SHA-256, and gives a file its final name only when it is complete.
 * {@link org.eobench.core.fetch.FetchedFolder} does the same for an archive and unpacks it. Two
 * processes never download the same file at once.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.fetch;
