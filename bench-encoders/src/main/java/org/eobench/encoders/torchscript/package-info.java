/**
 * Any model from Python, as a file of {@code torch.jit.save}. Its parameters become this encoder's
 * tensors under their own names, so freezing, fine-tuning and checkpoints work as for encoders
 * written in Java. Before the file is compiled, its code is searched for operators that access
 * anything other than tensors.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.torchscript;
