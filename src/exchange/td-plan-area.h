/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *td_plan_area_from_title (const char *title);
const char *td_plan_area_to_json (const char *area_key);
const char *td_plan_area_from_json (const char *field);

G_END_DECLS
