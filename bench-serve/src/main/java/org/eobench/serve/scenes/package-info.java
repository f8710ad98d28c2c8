/**
 * The scenes of a folder that the service shows. Clients name them by ids from the listing, never
 * by paths; links out of the folder are not followed.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.serve.scenes;
