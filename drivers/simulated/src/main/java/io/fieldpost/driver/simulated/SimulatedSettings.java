package io.fieldpost.driver.simulated;

import io.fieldpost.config.Setting;

/** What a simulated source needs to know. */
@Setting("A machine that does not exist: each point is a function of time.")
public record SimulatedSettings(
        @Setting(
                value = "Where random values begin; the same seed gives the same values at the same time.",
                byDefault = "1")
        long seed) {}
