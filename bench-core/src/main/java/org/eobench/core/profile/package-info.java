/**
 * The cost of a configured encoder or decoder: time and memory of a pass, measured in this process
 * with random weights on the CPU.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.profile;
