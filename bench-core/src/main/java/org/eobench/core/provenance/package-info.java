/** What a run was made of, so that it can be made again. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.provenance;
