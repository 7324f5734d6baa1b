/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* One input to one reader; returns 0 always. A crash, a leak or a hang is the finding. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
