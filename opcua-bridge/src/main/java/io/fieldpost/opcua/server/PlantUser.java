package io.fieldpost.opcua.server;

import io.fieldpost.config.Secret;
import io.fieldpost.config.Setting;

/** Somebody who may log in. */
@Setting("Somebody who may log in, with the password by reference.")
public record PlantUser(
        @Setting(value = "User name.", pattern = "\\S.{0,63}", example = "scada")
        String name,

        @Setting(value = "Password; read anew at each login.", example = "credential:scada")
        Secret password) {}
