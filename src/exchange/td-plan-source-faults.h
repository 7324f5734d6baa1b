/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"
#include "td-source-document.h"

G_BEGIN_DECLS

void td_plan_source_faults_read (const TdSourceDocument *document, TdPlanData *data);

G_END_DECLS
