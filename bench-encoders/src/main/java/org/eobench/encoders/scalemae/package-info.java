/**
 * Scale-MAE (Reed et al., ICCV 2023, arXiv:2212.14532): a large vision transformer whose position
 * codes are scaled by the ground resolution of the images.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.scalemae;
