/** Fetches published files: resumed where they were cut, checked, and named only when whole. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.fetch;
