/**
 * A report as one HTML page that needs no network: the tables as HTML, everything else as one block
 * of JSON that the page's own scripts turn into charts and dialogs. The chart library is copied
 * into the page from its jar.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.report.page;
