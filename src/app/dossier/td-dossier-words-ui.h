/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-lines.h"
#include "td-work-calendar.h"

G_BEGIN_DECLS

/* How a dossier stands, in a word or two: "Quá hạn 3 ngày", "Còn 2 ngày", "Trước hạn". */
char *td_dossier_standing (const TdDossierLine *line,
                           gint64 as_of_day,
                           TdWorkCalendar *calendar) G_GNUC_WARN_UNUSED_RESULT;
/* The status whose icon and colour go with it (widget/td-status-pill.h). */
const char *td_dossier_standing_status (const TdDossierLine *line);

G_END_DECLS
