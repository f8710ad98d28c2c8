/** Result tables, the numbers a run is remembered by. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.results;
