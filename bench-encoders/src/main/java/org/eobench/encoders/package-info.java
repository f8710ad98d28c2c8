/** The encoders that come with the bench, one package per family. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders;
