/**
 * Prithvi-EO 1.0 (arXiv:2310.18660) and 2.0 (arXiv:2412.02732): vision transformers over the
 * patches of all dates of a series of six HLS bands. Version 2.0 can also take dates and places as
 * input.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.prithvi;
