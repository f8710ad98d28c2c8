/** Named components: what is there, and the nearest name when one is misspelt. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.registry;
