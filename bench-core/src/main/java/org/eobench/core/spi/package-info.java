/** The door for plug-ins: factories that a jar hands to the injector. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.spi;
