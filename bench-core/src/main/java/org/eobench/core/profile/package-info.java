/** What a configured encoder costs: time and memory of one pass, measured in this process. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.profile;
