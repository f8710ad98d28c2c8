/**
 * Texts and cells of tables as Markdown and CSV show them, so that no character of a name is taken
 * for markup.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.report.text;
