/**
 * What a resumed run says about the run that it continues: how the machine, the program or the data
 * differ from those at its start, or why an unfinished run cannot be continued.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.resume;
