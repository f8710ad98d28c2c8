/** The life of one run, from a resolved config to a result table. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run;
