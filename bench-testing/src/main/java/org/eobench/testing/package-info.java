/** What plug-in authors test with: contract tests, tiny doubles, and the shared reference data. */
@org.jspecify.annotations.NullMarked
package org.eobench.testing;
