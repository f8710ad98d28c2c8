/**
 * Values that change over a pretraining run: learning rate, weight decay, momentum and temperature
 * of the teacher, each as a function of the step without any state.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain.schedule;
