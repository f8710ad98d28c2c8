/**
 * What a verb is and what it is called with: the words after it, its flags, the plug-in jars, where
 * its answer goes. Each {@link org.eobench.cli.command.Verb} is one class in another package.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.command;
