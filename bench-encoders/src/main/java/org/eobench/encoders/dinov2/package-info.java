/** DINOv2: vision transformers trained without labels, with and without registers. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.dinov2;
