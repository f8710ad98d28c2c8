package org.eobench.pretrain.dinov2;

import org.eobench.core.config.bind.Range;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.schedule.CosineSchedule;

/**
 * Keys of {@code method.teacher}.
 *
 * @param momentumTeacher share of the teacher's weights that a step keeps, at the start
 * @param finalMomentumTeacher the same at the end; half a cosine lies between the two
 * @param warmupTeacherTemp temperature of the teacher's scores at the start
 * @param teacherTemp temperature after the linear warm-up
 * @param warmupTeacherTempEpochs length of that warm-up
 */
public record TeacherConfig(
    @Range(min = 0, max = 1) double momentumTeacher,
    @Range(min = 0, max = 1) double finalMomentumTeacher,
    @Range(above = 0) double warmupTeacherTemp,
    @Range(above = 0) double teacherTemp,
    @Range(min = 0) double warmupTeacherTempEpochs) {

  /** The momentum of each step. */
  public CosineSchedule momenta(RunLength length) {
    return CosineSchedule.of(momentumTeacher, finalMomentumTeacher, length.steps());
  }

  /** The temperature of each step. */
  public CosineSchedule temperatures(RunLength length) {
    int steps = length.stepsOf(warmupTeacherTempEpochs);
    return new CosineSchedule(teacherTemp, teacherTemp, steps, steps, warmupTeacherTemp, 0);
  }
}
