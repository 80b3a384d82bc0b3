/** The privacy statement in Swedish. */
import { company } from '../../company.ts';
import type { Measured } from './measured.ts';
import type { Statement } from './statement.ts';

export const sv = (google: Measured): Statement => ({
  lead: 'Här står vilka personuppgifter vi har i vårt kund- och marknadsföringsregister, varför och hur länge, och hur du får se, rätta eller radera dem. Beskrivningen är också en del av våra kundavtal.',
  sections: [
    {
      id: 'controller',
      title: 'Vem som ansvarar',
      body: [
        `Personuppgiftsansvarig är ${company.name} (FO-nummer ${company.businessId}), ${company.street}, ${company.city}. Skriv i alla frågor om personuppgifter till ${company.email} eller till postadressen; brevet går till vår kontaktperson för dataskydd.`,
        'Registret heter kund- och marknadsföringsregistret. Vi bestämmer varför och hur uppgifter behandlas om besökare på webbplatsen, om dem som registrerar sig här och om dem som vi själva kontaktar.',
        'Varje kundföretag är självt personuppgiftsansvarigt för sina egna personer som använder våra tjänster. Då behandlar vi uppgifterna för kundens räkning och endast enligt dess instruktioner, och en kund ser aldrig en annan kunds uppgifter.',
      ],
    },
    {
      id: 'purposes',
      title: 'Varför vi använder personuppgifter, och på vilken grund',
      body: [
        {
          table: {
            caption: 'Ändamål och rättsliga grunder',
            head: 'Ändamål | Grund i dataskyddsförordningen',
            rows: [
              'Att sköta kundförhållandet och producera avtalade tjänster | Avtal, 6.1 b',
              'Kundservice och meddelanden om tjänsten, till exempel om ett fel eller en personuppgiftsincident | Avtal, 6.1 b',
              'Att känna igen kunder och registrerade, också när någon gör en begäran | Avtal, 6.1 b; rättslig förpliktelse, 6.1 c',
              'Licenser och förebyggande av missbruk av dem | Avtal, 6.1 b; vårt berättigade intresse av att förhindra olovlig kopiering, 6.1 f',
              'Att hitta nya kunder och sälja till företag per telefon eller post | Vårt berättigade intresse av att sälja vår produkt, 6.1 f. Du kan invända när som helst.',
              'Marknadsföring per e-post eller textmeddelande | Ditt samtycke, 6.1 a. Det begärs särskilt, inte genom frågan om kakor.',
              'Besöksstatistik för webbplatsen, med Google Analytics och på egen hand | Ditt samtycke, 6.1 a, och 205 § i lagen om tjänster inom elektronisk kommunikation (917/2014)',
              'Mätning av våra annonser med Google Ads | Ditt samtycke, som ovan',
              'Utveckling av tjänsten med antal där ingen kan kännas igen | Vårt berättigade intresse av att förbättra produkten, 6.1 f',
              'Bokföring | Rättslig förpliktelse, 6.1 c',
            ],
          },
        },
        'Du behöver inte lämna några uppgifter för att se webbplatsen. Utan namn och e-postadress kan vi inte skapa ett konto åt dig.',
      ],
    },
    {
      id: 'contents',
      title: 'Vad registret innehåller',
      body: [
        {
          list: [
            'Kontaktuppgifter: namn, företag, befattning, telefonnummer, e-postadress, arbetsgivarens postadress.',
            'Konto: användarnamn och lösenord. Av lösenordet sparas bara en långsam saltad hash, ur vilken det inte kan läsas.',
            'Kundförhållandet: när det började och slutade, din respons, tillstånd till och förbud mot kontakt.',
            'Licenser: vilka du använder, när och på hur många datorer, och tecken på missbruk.',
            'Köp: beställningar, fakturor och betalningar. Tjänstens loggar: när du använde tjänsten.',
            'Besök på webbplatsen, endast om du har tillåtit besöksstatistik: webbläsare och dess huvudversion, operativsystem, typ av enhet, första språk, webbplatsen du kom från (adressen utan sökväg), sidan, landet om det är känt, och din IP-adress, vars slut tas bort innan den sparas.',
            'Dina svar om kakor: vad du tillät eller återkallade, när, och exakt den text du såg. Om du vägrade allt sparas svaret utan något som kan visa vem du är.',
          ],
        },
        'Vi samlar inte in personbeteckningar eller särskilda kategorier av personuppgifter. Webbplatsen är inte avsedd för barn under 13 år.',
      ],
    },
    {
      id: 'sources',
      title: 'Varifrån uppgifterna kommer',
      body: [
        {
          list: [
            'Från dig: när kundförhållandet börjar, när du registrerar dig här och när du använder tjänsten.',
            'Från personer med anknytning till din arbetsgivare, när företaget är vår kund. Då berättar vi det för dig inom en månad.',
            'Från din webbläsare, med ditt samtycke.',
            'Från andra källor, såsom offentliga register eller sociala nätverk, endast om du har gett källan tillstånd att lämna ut uppgifterna. Vi antecknar tillståndet.',
          ],
        },
        'För varje uppgift antecknas varifrån och när den kom.',
      ],
    },
    {
      id: 'cookies',
      title: 'Kakor, Google Analytics och din IP-adress',
      body: [
        'Innan du svarar sparar eller läser webbplatsen ingenting på din enhet, och din webbläsare skickar ingenting till Google. Om du vägrar förblir det så, och webbplatsen fungerar precis likadant. Du kan ändra ditt svar på varje sida med knappen vid nederkanten.',
        {
          table: {
            caption: 'Vad som sparas i din webbläsare',
            head: 'Namn | Vems | Vad den är till för | Hur länge | När',
            rows: [
              `lupa (kaka) | ${company.name} | Ditt svar. Likadan för alla som svarade lika samma dag: ingen identifierare. | 12 månader; en vägran ett halvår | När du svarar`,
              `lupa… (lokal lagring) | ${company.name} | En slumpmässig nyckel; med den kan du, och bara du, visa att ett tidigare samtycke och dess besök är dina; dessutom kvittot på ditt samtycke och tiden för det senast räknade besöket; tiden när något nästa gång ska skickas | Tills du återkallar ditt samtycke | När du tillåter något`,
              `lupa:${google.site}:outbox (lokal lagring) | ${company.name} | Ett svar som ännu inte har nått oss | Tills det har kommit fram; en vägran högst ett dygn | Om vår server inte svarade`,
              ...google.cookies,
            ],
          },
        },
        google.sends,
        'Om du tillåter mätning av annonser får Google Ads veta när du öppnar butiken eller skickar en beställning.',
        google.ends,
        'Om din webbläsare skickar Global Privacy Control eller Do Not Track är allt frivilligt avstängt och du tillfrågas inte. Om du ändå själv väljer något gäller ditt val. Du kan också blockera kakor i webbläsaren: webbplatsen fungerar, och vi tar det som en vägran.',
      ],
    },
    {
      id: 'retention',
      title: 'Hur länge uppgifter sparas',
      body: [
        'Så länge kundförhållandet kräver. Därefter raderas de inom tiden nedan, om inte lagen kräver att de sparas.',
        {
          table: {
            caption: 'Lagringstider',
            head: 'Uppgifter | Sparas',
            rows: [
              'Kontaktuppgifter, konto, respons | 12 månader efter att kundförhållandet upphört',
              'Registrering som inte ledde till avtal | 12 månader från den senaste kontakten',
              'Licenser och tecken på missbruk | 24 månader efter att licensen upphört',
              'Verifikationer: beställningar, fakturor, betalningar | 6 år från utgången av det år då räkenskapsperioden gick ut; bokföringsböcker 10 år (bokföringslagen)',
              'Tjänstens loggar | 90 dagar',
              'Besök på webbplatsen | 6 månader; i Google Analytics 2 månader',
              'Bevis på ett samtycke | 24 månader efter att det upphört, så att vi kan visa att det gavs',
              'Förbud mot marknadsföring | Så länge vi marknadsför, som en kod som inte kan göras om till din adress',
            ],
          },
        },
      ],
    },
    {
      id: 'recipients',
      title: 'Vem som får uppgifter',
      body: [
        'Inom vårt företag används uppgifterna av dem som behöver dem i sitt arbete. Partner som behandlar uppgifter för vår räkning får dem bara i den mån det behövs och enligt ett personuppgiftsbiträdesavtal: leverantören av servrar, e-posttjänsten och bokföringsbyrån.',
        'Google Ireland Limited får det som berättas ovan, om du tillåter det. Till ingen annan lämnar vi ut uppgifter utan ditt samtycke på förhand, om inte lagen förpliktar oss.',
      ],
    },
    {
      id: 'transfers',
      title: 'Utanför Europeiska ekonomiska samarbetsområdet',
      body: [
        'Vårt register finns i Finland. Uppgifter överförs utanför EES endast om en leverantör av molntjänster eller andra IT-tjänster gör det nödvändigt, och då enligt ett avtal som bygger på EU:s standardavtalsklausuler eller till ett land vars dataskydd kommissionen har funnit adekvat.',
        'Google Ireland Limited kan föra mätuppgifter vidare till Google LLC i USA, som har anslutit sig till ramen för dataskydd mellan EU och USA (Data Privacy Framework); dessutom gäller standardavtalsklausulerna. Du får en kopia av skyddsåtgärderna av oss.',
      ],
    },
    {
      id: 'protection',
      title: 'Hur uppgifterna skyddas',
      body: [
        'Brandväggar, lösenord och kryptering skyddar uppgifterna, både under överföring och på disk. Maskiner och papper finns i låsta utrymmen. Bara de som behöver uppgifter i sitt arbete kommer åt dem; de har skriftligen förbundit sig till tystnadsplikt, och varje läsning av en persons uppgifter antecknas med sin orsak.',
      ],
    },
    {
      id: 'rights',
      title: 'Dina rättigheter',
      body: [
        {
          list: [
            'Se dina uppgifter och få en kopia, med allt som artikel 15 räknar upp.',
            'Få felaktiga uppgifter rättade (artikel 16).',
            'Få uppgifter raderade (artikel 17). Det som lagen kräver att vi sparar blir kvar, och vi berättar vad och hur länge.',
            'Få användningen av uppgifter begränsad (artikel 18).',
            'Få de uppgifter du själv gett i maskinläsbar form eller överförda till någon annan (artikel 20).',
            'Återkalla varje samtycke när som helst, lika lätt som du gav det (artikel 7.3).',
          ],
        },
        `Skriv till ${company.email}. Vi svarar inom en månad och utan avgift; om vi behöver högst två månader till berättar vi varför inom den första. Vi ber om mer bara om vi inte kan vara säkra på att det är du. De som har fått dina uppgifter av oss underrättas om rättelser, raderingar och begränsningar. Inga beslut om dig fattas av en maskin ensam, och ingen profilering görs.`,
      ],
    },
    {
      id: 'objection',
      title: 'Din rätt att invända',
      body: [
        'Du kan när som helst och utan att ange skäl invända mot direktmarknadsföring; den upphör då genast. Du kan också av skäl som hänför sig till din egen situation invända mot användning som grundar sig på vårt berättigade intresse (artikel 21).',
      ],
    },
    {
      id: 'complaint',
      title: 'Klagomål till myndigheten',
      body: [
        'Om du anser att vi bryter mot lagen kan du klaga hos dataombudsmannen: Dataombudsmannens byrå, PB 800, 00531 Helsingfors, tietosuoja@om.fi, www.tietosuoja.fi. Transport- och kommunikationsverket Traficom övervakar lagring och läsning av uppgifter på din enhet.',
      ],
    },
    {
      id: 'customers',
      title: 'Vad vi lovar våra kunder',
      body: [
        'Vi underrättar utan onödigt dröjsmål de kunder som berörs om ett intrång i personuppgifter eller ett försök till det. Kunder och myndigheter får granska hur vi behandlar uppgifter. En kunds granskning avtalas minst tre veckor på förhand, och vi kan debitera arbetet enligt vår prislista; en myndighets granskning kräver ingen sådan tid.',
      ],
    },
    {
      id: 'changes',
      title: 'Ändringar',
      body: [
        'Vi kan ändra den här beskrivningen. Varje version har ett datum och sparas, och kunderna underrättas om en ändring. När vi tar i bruk ett nytt ändamål, en ny mottagare eller en ny kaka ber vi om samtycke till det på nytt; ett rättat kommatecken är inget skäl att fråga.',
      ],
    },
  ],
});
