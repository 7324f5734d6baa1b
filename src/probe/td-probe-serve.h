/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

void td_probe_serve (void);
