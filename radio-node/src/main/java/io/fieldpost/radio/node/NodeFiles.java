package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.calibration.CalibrationException;
import io.fieldpost.radio.licence.LicenceList;
import io.fieldpost.radio.licence.LicenceListException;
import io.fieldpost.radio.settings.RadioSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the files say that the settings name.
 *
 * @param calibration what levels mean
 * @param licences what may transmit; null without a list
 */
public record NodeFiles(
        CalibrationFiles calibration, @Nullable LicenceList licences) {
    /**
     * Reads them.
     *
     * @param ownCalibration whether the receiver is calibrated by itself
     * @throws DriverException {@code CONFIGURATION} with what is wrong
     */
    public static NodeFiles read(RadioSettings settings, boolean ownCalibration) throws DriverException {
        try {
            Path list = settings.licences();
            return new NodeFiles(
                    CalibrationFiles.read(settings.calibration(), ownCalibration),
                    list == null ? null : LicenceList.read(list.toString(), Files.readAllBytes(list)));
        } catch (CalibrationException | LicenceListException e) {
            throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new DriverException(Reason.CONFIGURATION, "licence list can't be read: " + e.getMessage(), e);
        }
    }
}
