/**
 * The interface of a verb and its input: the words after it, its flags, the plug-in jars and the
 * output for its answer. Each {@link org.eobench.cli.command.Verb} is a class in another package.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.command;
