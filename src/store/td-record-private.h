/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-record.h"
#include "td-workspace.h"

G_BEGIN_DECLS

TdRecord *td_record_new (TdWorkspace *workspace, TdKind kind, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
void td_record_take_row (TdRecord *self, gpointer row, gint64 seq);

G_END_DECLS
