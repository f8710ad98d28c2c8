/** What a resumed run says about the run that it continues, or cannot continue. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.resume;
