/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *td_time_format_relative (const char *utc) G_GNUC_WARN_UNUSED_RESULT;
char *td_time_format_full (const char *utc) G_GNUC_WARN_UNUSED_RESULT;
char *td_time_format_day (const char *utc) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
