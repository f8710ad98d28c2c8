package org.eobench.pretrain.crops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.ImageBatch;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.eobench.pretrain.method.CropBatch;

/** The crops that {@link MultiCrop} made of the samples of a batch. */
public final class LoadedCrops implements CropBatch {
  private final Batch batch;

  public LoadedCrops(Batch batch) {
    this.batch = batch;
  }

  @Override
  public int samples() {
    return batch.size();
  }

  @Override
  public EncoderInput global(NDManager owner) {
    return input(CropView.GLOBAL, owner);
  }

  @Override
  public EncoderInput local(NDManager owner) {
    return input(CropView.LOCAL, owner);
  }

  private EncoderInput input(String kind, NDManager owner) {
    Map<String, List<ImageBatch>> crops = new LinkedHashMap<>();
    batch
        .images()
        .forEach(
            (name, images) -> {
              if (MultiCrop.viewOf(name).startsWith(kind)) {
                crops
                    .computeIfAbsent(MultiCrop.modalityOf(name), none -> new ArrayList<>())
                    .add(images);
              }
            });
    if (crops.isEmpty()) {
      throw new IllegalStateException("the method asked for no crop of the kind " + kind);
    }
    Map<String, NDArray> joined = new LinkedHashMap<>();
    Stages.run(
        Stage.COPY,
        () -> crops.forEach((modality, images) -> joined.put(modality, joined(images, owner))));
    List<Acquisition> acquisitions = new ArrayList<>();
    crops.values().iterator().next().forEach(crop -> acquisitions.addAll(batch.acquisitions()));
    return new EncoderInput(joined, acquisitions);
  }

  /** One array of the same crop after the other. */
  private static NDArray joined(List<ImageBatch> crops, NDManager owner) {
    ImageBatch first = crops.get(0);
    int length = first.data().length;
    float[] all = new float[Math.multiplyExact(length, crops.size())];
    for (int i = 0; i < crops.size(); i++) {
      System.arraycopy(crops.get(i).data(), 0, all, i * length, length);
    }
    return owner.create(
        all,
        new Shape(
            (long) crops.size() * first.batch(),
            first.channels(),
            first.frames(),
            first.height(),
            first.width()));
  }
}
