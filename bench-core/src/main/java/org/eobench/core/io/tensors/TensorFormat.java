package org.eobench.core.io.tensors;

import java.nio.file.Path;

/** The file formats of tensors. */
public enum TensorFormat {
  /** Hugging Face's format: a JSON header and the raw values. */
  SAFETENSORS("safetensors"),
  /** A zip written by {@code torch.save} since PyTorch 1.6. */
  TORCH_ZIP("PyTorch checkpoint (zip)"),
  /** The format of {@code torch.save} before PyTorch 1.6: pickles, then the values. */
  TORCH_LEGACY("PyTorch checkpoint (before 1.6)"),
  /** A zip written by {@code torch.jit.save}: a program with its weights. */
  TORCHSCRIPT("TorchScript program"),
  /** A folder of DeepSpeed: the weights in partitions of the optimizer's state. */
  DEEPSPEED_ZERO("DeepSpeed ZeRO checkpoint");

  private final String title;

  TensorFormat(String title) {
    this.title = title;
  }

  /** The name for users. */
  public String title() {
    return title;
  }

  /**
   * Detects the format by content. Of a zip, only the table of contents is read.
   *
   * @throws org.eobench.core.error.BenchException when it is missing, damaged or none of these
   */
  public static TensorFormat of(Path path) {
    return TensorFile.inspect(path, TensorFile::formatOf);
  }
}
